"""公文: papers made from the records, as docx and PDF in the layout of GB/T 9704-2012, registers as xlsx too."""
