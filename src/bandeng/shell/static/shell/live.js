// A page that stays open shows what others do meanwhile: <div data-live="/live/channel/key/">. It listens to a stream;
// where that fails it asks once in two seconds, and listens again as soon as it can. What is gone comes back by itself.

// OPEN and CLOSED as in EventSource, which some browsers do not have.
const OPEN = 1, CLOSED = 2, EVERY = 2000, LONGEST = 10000, AGAIN = 5000, QUIET = 6000;

function living(part) {
  let stream, asking, listening, known = "", wait = EVERY, heard = Date.now();

  function take(html) {
    heard = Date.now();
    lost(part, false);
    show(part, html);
  }

  function listen() {
    clearTimeout(listening);
    stream?.close();
    if (document.hidden || !window.EventSource) return ask();
    stream = new EventSource(part.dataset.live);
    stream.onopen = () => { clearTimeout(asking); asking = 0; heard = Date.now(); lost(part, false); };
    stream.onmessage = (told) => take(JSON.parse(told.data));
    stream.onerror = () => {
      if (!asking) asking = setTimeout(ask, EVERY / 2);
      if (stream.readyState === CLOSED) listening = setTimeout(listen, AGAIN);
    };
  }

  async function ask() {
    clearTimeout(asking);
    if (document.hidden) return;
    try {
      const answer = await fetch(part.dataset.live, { headers: known ? { "If-None-Match": known } : {}, cache: "no-store" });
      if (answer.status === 200) {
        known = answer.headers.get("ETag") || "";
        take(await answer.text());
      } else if (answer.status === 304) take(null);
      if (answer.status === 404) return;
      wait = answer.status < 400 ? EVERY : Math.min(wait * 2, LONGEST);
    } catch {
      wait = Math.min(wait * 1.5, LONGEST);
      if (Date.now() - heard > QUIET) lost(part, true);
    }
    if (stream?.readyState !== OPEN) asking = setTimeout(ask, wait);
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) { ask(); listen(); } else { stream?.close(); } });
  listen();
}

// Whoever looks on is told when the line is down: what stands there is from before.
function lost(part, so) {
  const word = document.querySelector("[data-live-lost]");
  if (word) word.hidden = !so;
  part.toggleAttribute("data-lost", so);
}

// Whoever stands in the middle of it with the keyboard keeps their place, what was unfolded stays so, what was scrolled
// too; what has not changed is left alone.
function show(part, html) {
  if (html !== null) {
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    if (part.dataset.was !== fresh.innerHTML) {
      const stops = () => [...part.querySelectorAll("a, button, summary, [tabindex]")];
      const at = stops().indexOf(document.activeElement);
      const open = [...part.querySelectorAll("details")].map((one) => one.open);
      const scrolled = [...part.querySelectorAll(".scroll")].map((one) => [one.scrollLeft, one.scrollTop]);
      part.dataset.was = fresh.innerHTML;
      part.replaceChildren(...fresh.childNodes);
      part.querySelectorAll("details").forEach((one, place) => { one.open = open[place] ?? one.open; });
      part.querySelectorAll(".scroll").forEach((one, place) => { [one.scrollLeft, one.scrollTop] = scrolled[place] || [0, 0]; });
      if (at >= 0) stops()[at]?.focus({ preventScroll: true });
      part.dispatchEvent(new CustomEvent("live:shown", { bubbles: true }));
    }
  }
}

document.querySelectorAll("[data-live]").forEach(living);
