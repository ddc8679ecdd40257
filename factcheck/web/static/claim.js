// The claim page: selections adjust the claim, n goes to the next one.
import { typing } from "./list.js";
import "./selection.js";
import "./forms.js";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || event.key !== "n") return;
  document.querySelector("a[rel=next]")?.click();
});
document.documentElement.dataset.ready = "claim";
