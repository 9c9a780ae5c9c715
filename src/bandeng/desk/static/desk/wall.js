// A screen in a hall keeps itself up to date: what has changed is put in place, so that nothing flickers; when the
// line is down, what stands there stays. Without JavaScript the page asks to be opened again every five minutes.

const EVERY = 60000;

async function fresh() {
  const answer = await fetch(location.href, { cache: "no-store" });
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

function source(page) {
  return page.querySelector("script[data-wall]")?.getAttribute("src");
}

function place(page) {
  // A new version of the program came: begin anew.
  if (source(page) !== source(document)) return location.reload();
  let changed = false;
  ["header", "main", "footer"].forEach((part) => {
    const [here, there] = [document.querySelector(part), page.querySelector(part)];
    if (!here || !there || here.innerHTML === there.innerHTML) return;
    changed = changed || part === "main";
    here.innerHTML = there.innerHTML;
  });
  const said = document.querySelector("#said");
  if (changed && said) said.textContent = said.dataset.changed;
}

setInterval(async () => {
  try {
    const page = await fresh();
    if (page) place(page);
  } catch (down) {
    console.info(down.message);
  }
}, EVERY);
