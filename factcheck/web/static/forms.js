// Forms: ask before what cannot be undone, show that something is under way, keep what is being typed.
for (const form of document.querySelectorAll("[data-confirm]")) {
  form.addEventListener("submit", (event) => {
    if (!confirm(form.dataset.confirm)) event.preventDefault();
  });
}
for (const form of document.querySelectorAll("[data-busy]")) {
  form.addEventListener("submit", () => {
    form.classList.add("busy");
    const button = form.querySelector("button.primary");
    button.textContent = form.dataset.busy;
    // Only after the form has been sent: a disabled button sends nothing.
    setTimeout(() => { button.disabled = true; });
  });
}

const fields = (form) => [...form.elements].filter((field) => field.name && !["hidden", "password", "file"].includes(field.type));

function keep(form) {
  const draft = {};
  for (const field of fields(form)) {
    if (field.type === "radio" ? field.checked : field.value) draft[field.name] = field.value;
  }
  try {
    sessionStorage.setItem(form.dataset.draft, JSON.stringify(draft));
  } catch {
    // The browser's store is full: then a long text is not kept, and everything else goes on.
  }
}

function bringBack(form) {
  const draft = JSON.parse(sessionStorage.getItem(form.dataset.draft) ?? "{}");
  for (const field of fields(form)) {
    if (!(field.name in draft)) continue;
    if (field.type === "radio") field.checked = field.value === draft[field.name];
    else if (!field.value || !("refused" in form.dataset)) field.value = draft[field.name];
  }
}

// A draft is forgotten only when the page after says that the act was done: not when the form is merely
// sent, for the network may fail, or the session may have ended.
const sent = sessionStorage.getItem("sent-draft");
sessionStorage.removeItem("sent-draft");
if (sent && document.querySelector(".notice.good")) sessionStorage.removeItem(sent);

for (const form of document.querySelectorAll("[data-draft]")) {
  bringBack(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", () => sessionStorage.setItem("sent-draft", form.dataset.draft));
}
document.documentElement.classList.add("ready");
document.documentElement.dataset.ready ??= "forms";
