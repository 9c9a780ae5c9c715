// A shared tablet: it ends by itself when nobody touches it, and one visitor's pages leave no trail for the back button.

const root = document.documentElement, quiet = Number(root.dataset.kiosk), warn = Number(root.dataset.warn);
const ask = document.querySelector(".kiosk-quiet"), left = ask.querySelector("[data-left]");
let touched = Date.now(), before = null;

function end() {
  sessionStorage.clear();
  window.speechSynthesis?.cancel();
  location.replace(root.dataset.end);
}

function here() {
  touched = Date.now();
  if (ask.hidden) return;
  ask.hidden = true;
  before?.focus();
}

function look() {
  const rest = quiet - Math.floor((Date.now() - touched) / 1000);
  if (rest <= 0) return end();
  if (rest > warn) return;
  left.textContent = rest;
  if (!ask.hidden) return;
  before = document.activeElement;
  ask.hidden = false;
  ask.querySelector("[data-here]").focus();
}

// What another script kept in this tab is nobody's here.
sessionStorage.clear();
["pointerdown", "keydown", "input", "wheel", "touchmove"].forEach((what) => addEventListener(what, here, { passive: true }));
setInterval(look, 1000);
// A link takes the place of the page it stands on: there is no trail to go back on.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  location.replace(link.href);
});
// A page that the browser kept in its memory is asked for again.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
