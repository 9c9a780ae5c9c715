// The map that shell/live.js keeps fresh is the same for all; the ring of whoever looks on is asked for by itself.

const REST = 2000;
const map = document.querySelector("[data-you]");
const drawn = document.querySelector("#map circle.you");
let at = drawn ? [drawn.getAttribute("cx"), drawn.getAttribute("cy")] : null, asked = 0, waiting;

function ring() {
  const svg = map.querySelector("figure.map svg"), caption = map.querySelector("figure.map figcaption");
  if (!svg) return;
  let circle = svg.querySelector("circle.you");
  if (at && !circle) {
    circle = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "circle"));
    circle.setAttribute("class", "you");
    circle.setAttribute("r", "6");
  }
  if (at) { circle.setAttribute("cx", at[0]); circle.setAttribute("cy", at[1]); } else circle?.remove();
  if (caption) caption.hidden = !at;
}

async function where() {
  waiting = 0;
  asked = Date.now();
  try {
    const answer = await fetch(map.dataset.you, { cache: "no-store" });
    if (answer.ok) at = (await answer.json()).at;
  } catch { /* the ring stays where it was */ }
  ring();
}

if (map) map.addEventListener("live:shown", () => {
  ring();
  if (!waiting) waiting = setTimeout(where, Math.max(0, asked + REST - Date.now()));
});
