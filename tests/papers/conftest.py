"""Every sample is written once as docx and PDF; one run of LibreOffice turns all docx into PDF."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from bandeng.core.papers import Paper
from bandeng.documents.writing import docx, pdf
from tests.papers.samples import all_papers


@dataclass(frozen=True)
class Made:
    """One sample: the paper, its docx, our PDF, and the PDF LibreOffice makes of the docx."""

    paper: Paper
    docx: Path
    pdf: Path
    office: Path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    folder = tmp_path_factory.mktemp("papers")
    found = {}
    for name, paper in all_papers().items():
        one = Made(paper, folder / f"{name}.docx", folder / f"{name}.pdf", folder / "office" / f"{name}.pdf")
        one.docx.write_bytes(docx(paper))
        one.pdf.write_bytes(pdf([paper]))
        found[name] = one
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "office")]
    subprocess.run([*command, *(str(one.docx) for one in found.values())], check=True, capture_output=True, timeout=300)
    return found
