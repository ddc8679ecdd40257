// Forms: show that something is under way, keep what is being typed.
import "./drafts.js";

for (const form of document.querySelectorAll("[data-busy]")) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    form.classList.add("busy");
    const button = form.querySelector("button.primary");
    button.textContent = form.dataset.busy;
    // Only after the form has been sent: a disabled button sends nothing.
    setTimeout(() => { button.disabled = true; });
  });
}

document.documentElement.classList.add("ready");
document.documentElement.dataset.ready = "forms";
