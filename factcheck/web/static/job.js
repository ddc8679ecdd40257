// Background work: the part of the page that shows it is asked for again until the work has ended.
const PAUSE = 1000;
const notices = document.getElementById("notices");

async function look(part) {
  let answer;
  try {
    answer = await fetch(part.dataset.job, { headers: { Accept: "text/html" } });
  } catch {
    return setTimeout(look, PAUSE * 5, part); // the server is away for a moment
  }
  if (!answer.ok || answer.redirected) return undefined; // signed out meanwhile: the page stays as it is
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".job");
  const focused = part.contains(document.activeElement) ? document.activeElement.className : null;
  part.replaceWith(fresh);
  if (focused !== null) (fresh.querySelector("button") ?? fresh.querySelector("a")).focus();
  if (fresh.dataset.job) return setTimeout(look, PAUSE, fresh);
  return tell(fresh);
}

// The end is said in the live region, and pages that wait for it can listen.
function tell(part) {
  const notice = document.createElement("div");
  notice.className = `notice ${part.classList.contains("j-done") ? "good" : "bad"}`;
  const words = document.createElement("p");
  words.textContent = part.querySelector(".meta").textContent.trim().replace(/\s+/g, " ");
  notice.append(words);
  notices.replaceChildren(notice);
  part.dispatchEvent(new CustomEvent("jobended", { bubbles: true }));
}

for (const part of document.querySelectorAll("[data-job]")) setTimeout(look, PAUSE, part);
document.documentElement.dataset.ready ??= "job";
