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

const fields = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "password");

function keep(form) {
  const draft = {};
  for (const field of fields(form)) {
    if (field.type === "radio" ? field.checked : field.value) draft[field.name] = field.value;
  }
  sessionStorage.setItem(form.dataset.draft, JSON.stringify(draft));
}

function bringBack(form) {
  const draft = JSON.parse(sessionStorage.getItem(form.dataset.draft) ?? "{}");
  for (const field of fields(form)) {
    if (!(field.name in draft)) continue;
    if (field.type === "radio") field.checked = field.value === draft[field.name];
    else if (!field.value) field.value = draft[field.name];
  }
}

for (const form of document.querySelectorAll("[data-draft]")) {
  bringBack(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", () => sessionStorage.removeItem(form.dataset.draft));
}
document.documentElement.classList.add("ready");
document.documentElement.dataset.ready ??= "forms";
