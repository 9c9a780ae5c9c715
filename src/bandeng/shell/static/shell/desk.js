// The desk: keys for lists, and htmx's failures said in words. No imports: the files' names carry hashes.

// J and K move through <ul data-keys>, Enter opens the link (.cover) that has the focus; 1-9 press a button with data-key.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "j" || event.key === "k") return move(event.key === "j" ? 1 : -1, event);
  if (/^[1-9]$/.test(event.key)) document.querySelector(`[data-key="${event.key}"]`)?.focus();
});

function move(by, event) {
  const links = [...document.querySelectorAll("[data-keys] a.cover")];
  if (!links.length) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement);
  const to = links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))];
  to.focus();
  to.closest("li")?.scrollIntoView({ block: "nearest" });
}

function say(words) {
  const line = document.createElement("p");
  line.className = "notice error";
  line.textContent = words;
  document.querySelector("#notices")?.replaceChildren(line);
}

document.body.addEventListener("htmx:sendError", () => say(document.body.dataset.failed));
document.body.addEventListener("htmx:responseError", () => say(document.body.dataset.failed));
document.body.addEventListener("htmx:load", (event) => { if (event.target !== document.body) event.target.dispatchEvent(new CustomEvent("bench:wake", { bubbles: true })); });

// On a phone the menu starts closed.
// On a phone the closed menu stays at the top; an open one, which nothing closes without this script, would cover the page.
if (window.matchMedia("(max-width: 63.99rem)").matches) document.querySelector(".side-menu")?.removeAttribute("open");
document.querySelector(".side")?.classList.add("stays");
