// A page that stays open shows what others say meanwhile: it asks once a second, and a "304" costs next to nothing.
// <div data-live="/o/.../live/map/" data-every="1000">; without a script the page says how to look again.

const LONGEST = 30000;

function living(part) {
  let known = "", pause = every(part), timer;
  const next = (wait) => { clearTimeout(timer); timer = setTimeout(ask, wait); };

  async function ask() {
    if (document.hidden) return;
    try {
      const answer = await fetch(part.dataset.live, { headers: known ? { "If-None-Match": known } : {}, cache: "no-store" });
      if (answer.status === 200) {
        known = answer.headers.get("ETag") || "";
        show(part, await answer.text());
      } else if (answer.status === 404) return;
      pause = answer.status < 400 ? every(part) : Math.min(pause * 2, LONGEST);
    } catch {
      pause = Math.min(pause * 2, LONGEST);
    }
    next(pause);
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) next(0); });
  next(every(part));
}

const every = (part) => Number(part.dataset.every) || 1000;

// What was unfolded stays so, what was scrolled too, and whoever stands in the middle of it with the keyboard keeps their place.
function show(part, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  const now = part.innerHTML.trim();
  if (now === fresh.innerHTML.trim()) return;
  const open = [...part.querySelectorAll("details")].map((one) => one.open);
  const scrolled = [...part.querySelectorAll(".scroll")].map((one) => [one.scrollLeft, one.scrollTop]);
  const stops = () => [...part.querySelectorAll("a, button, summary, [tabindex]")];
  const at = stops().indexOf(document.activeElement);
  part.replaceChildren(...fresh.childNodes);
  part.querySelectorAll("details").forEach((one, place) => { one.open = open[place] || false; });
  part.querySelectorAll(".scroll").forEach((one, place) => { [one.scrollLeft, one.scrollTop] = scrolled[place] || [0, 0]; });
  if (at >= 0) stops()[at]?.focus({ preventScroll: true });
}

document.querySelectorAll("[data-live]").forEach(living);
