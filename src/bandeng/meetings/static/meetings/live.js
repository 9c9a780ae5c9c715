// Clocks that run down, one's own hand, and what only who runs the meeting reads; the rest is shell/live.js.

// A phone's own clock may go wrong; the page says what time it was on the server when it was made.
const told = document.querySelector("[data-now]")?.dataset.now;
const ahead = told ? Date.now() - new Date(told) : 0;

function tick() {
  document.querySelectorAll("[data-until]").forEach((clock) => {
    const words = clock.closest("[data-words-left]")?.dataset;
    if (!words) return;
    const left = Math.round((new Date(clock.dataset.until) - Date.now() + ahead) / 1000), far = Math.abs(left);
    const time = `${Math.floor(far / 60)}:${String(far % 60).padStart(2, "0")}`;
    const said = (left < 0 ? words.wordsOver : words.wordsLeft).replace("{time}", time);
    clock.classList.toggle("over", left < 0);
    if (clock.textContent !== said) clock.textContent = said;
  });
}

function mark(part) {
  part.querySelectorAll(".voting").forEach((button) => {
    const mine = button.value === part.dataset.mine;
    button.setAttribute("aria-pressed", String(mine));
    const word = button.querySelector(".own") || button.appendChild(Object.assign(document.createElement("small"), { className: "own" }));
    word.textContent = mine ? `✓ ${part.dataset.wordsMine}` : "";
  });
}

// A hand is sent without leaving the page; where that fails the form goes the ordinary way.
async function raise(form, value) {
  const sent = new FormData(form);
  sent.set("hand", value);
  const said = document.querySelector("#hand-said"), part = document.querySelector("[data-mine]");
  const answer = await fetch(form.action, { method: "POST", body: sent, headers: { "X-Requested-With": "fetch" } });
  if (answer.ok) part.dataset.mine = value;
  said.hidden = answer.ok;
  said.textContent = answer.ok ? "" : await answer.text();
  mark(part);
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "hand" || !event.submitter) return;
  event.preventDefault();
  const value = event.submitter.value;
  raise(event.target, value).catch(() => {
    const kept = Object.assign(document.createElement("input"), { type: "hidden", name: "hand", value });
    event.target.append(kept);
    event.target.submit();
  });
});

// What only who runs the meeting reads is fetched anew when something happened, unless they stand in the middle of it.
async function then(part) {
  const inbox = document.querySelector("#inbox");
  if (!part.dataset.then || !inbox || inbox.contains(document.activeElement)) return;
  const answer = await fetch(part.dataset.then, { cache: "no-store" });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  if (!inbox.contains(document.activeElement)) inbox.replaceChildren(...fresh.childNodes);
}

document.addEventListener("live:shown", (event) => {
  tick();
  if (event.target.dataset.mine !== undefined) mark(event.target);
  then(event.target).catch((down) => console.info(down.message));
});
document.querySelectorAll("[data-mine]").forEach(mark);
setInterval(tick, 500);
tick();
