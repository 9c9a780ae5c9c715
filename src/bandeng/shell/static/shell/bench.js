// Extras for every page: each page works without them. One file, no bundler; floor Chrome 87.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Read aloud: the telephone link becomes a button where the browser can speak.
function reading(link) {
  if (!("speechSynthesis" in window)) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.innerHTML = '<svg class="icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9v6h4l5 4V5L8 9z"/><path d="M16 9a4 4 0 0 1 0 6"/></svg>';
  const words = document.createElement("span");
  words.textContent = link.dataset.say;
  button.append(words);
  const stop = () => { speechSynthesis.cancel(); words.textContent = link.dataset.say; button.setAttribute("aria-pressed", "false"); };
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    speechSynthesis.cancel();
    const parts = sentences(document.querySelector(link.dataset.read), button.closest(".read"));
    parts.forEach((text, at) => {
      const said = new SpeechSynthesisUtterance(text);
      said.lang = document.documentElement.lang === "en" ? "en" : "zh-CN";
      said.rate = 0.9;
      if (at === parts.length - 1) said.onend = stop;
      speechSynthesis.speak(said);
    });
    words.textContent = link.dataset.stop;
    button.setAttribute("aria-pressed", "true");
  });
  window.addEventListener("pagehide", stop);
  link.replaceWith(button);
  button.title = link.dataset.say;
  button.closest(".read")?.classList.add("ready");
}

// Short pieces, since some voices fall silent in the middle of a long one.
function sentences(root, without) {
  const copy = root.cloneNode(true);
  all(".read, form, nav, .hidden, svg, [hidden]", copy).forEach((one) => one.remove());
  all("h1, h2, h3, p, li, dt, dd, div, td, th, small, a", copy).forEach((one) => one.append("。"));
  return copy.textContent.replace(/\s+/g, " ").split(/(?<=[。！？；.!?])/).map((s) => s.trim()).filter((s) => /[\p{L}\p{N}]/u.test(s));
}

// What was typed stays in this tab until it has been sent: <form data-keep="name">.
function keeping(form) {
  const key = `keep:${form.dataset.keep}`;
  const fields = () => all("textarea, input[type=text], input[type=search], input:not([type])", form).filter((f) => f.name && !f.dataset.noKeep);
  const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
  if (!form.querySelector("[aria-invalid]")) fields().forEach((f) => { if (!f.value && kept[f.name]) f.value = kept[f.name]; });
  form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields().map((f) => [f.name, f.value])))));
}

// A page that shows data-sent="name" says that the form has arrived.
function arrived(page) {
  page.dataset.sent.split(" ").forEach((name) => sessionStorage.removeItem(`keep:${name}`));
}

// A second tap on the same button sends nothing.
function once(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sending) return event.preventDefault();
  form.dataset.sending = "yes";
  setTimeout(() => all("button:not([type=button])", form).forEach((b) => b.setAttribute("aria-disabled", "true")));
}

// Photos: shown small before they are sent, and made small enough for a stairwell's signal. <input type=file data-photo="1600">
async function shrinking(input) {
  const widest = Number(input.dataset.photo) || 1600;
  all("canvas.preview", input.parentNode).forEach((one) => one.remove());
  const ready = new DataTransfer();
  for (const file of input.files) ready.items.add(await shrunk(file, widest, input).catch(() => file));
  input.files = ready.files;
}

async function shrunk(file, widest, input) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  draw(picture, 320, "preview", input);
  const canvas = draw(picture, widest);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
  return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
}

function draw(picture, widest, name, after) {
  const scale = Math.min(1, widest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  if (name) { canvas.className = name; after.after(canvas); }
  return canvas;
}

// A text ready for a group: <button data-copy="#id" data-done="Copied" hidden>
function copying(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const from = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText(from.value ?? from.textContent);
    (button.querySelector("span") || button).textContent = button.dataset.done;
  });
}

function wake(root = document) {
  all("[data-read]", root).forEach(reading);
  all("form[data-keep]", root).forEach(keeping);
  all("[data-sent]", root).forEach(arrived);
  all("[data-copy]", root).forEach(copying);
  all("[data-print]", root).forEach((b) => { b.hidden = !window.print; b.addEventListener("click", () => window.print()); });
  all("[data-back]", root).forEach((a) => a.addEventListener("click", (e) => { if (history.length > 1) { e.preventDefault(); history.back(); } }));
}

document.addEventListener("bench:wake", (event) => wake(event.target));
document.addEventListener("submit", once);
document.addEventListener("change", (event) => { if (event.target.matches("input[type=file][data-photo]")) shrinking(event.target).catch(() => {}); });
window.addEventListener("pageshow", () => all("form[data-sending]").forEach((form) => { delete form.dataset.sending; all("[aria-disabled]", form).forEach((b) => b.removeAttribute("aria-disabled")); }));
wake();
