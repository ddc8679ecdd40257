// Rating by key: the claim that is shown gets the rating, the next one is shown at once, and the ratings
// travel behind in order. Each carries the claim, the row version that was seen and a number of its own, so
// that one sent twice is stored once. What has not arrived is kept in the browser until it has.
import { keysOn, meaning, typing } from "./list.js";

const PAUSE = 1000;
const LONGEST_PAUSE = 30000;
const LOW = 25; // claims left when the next ones are asked for
const DONE_SHOWN = 20;

const root = document.querySelector("[data-rating]");
if (root) begin();

function begin() {
  const form = root.querySelector("form");
  const stage = root.querySelector("[data-stage]");
  const count = document.querySelector("[data-count]");
  const trouble = root.querySelector("[data-trouble]");
  const done = root.querySelector("[data-done]");
  const notices = document.getElementById("notices");
  const steps = [...form.querySelectorAll("input[name=rating]")];
  const prefix = `factcheck-rating-${root.dataset.owner}-`;
  const cards = [stage.querySelector("[data-card]"), ...root.querySelector("[data-waiting]").content.children];
  const waiting = []; // what is on its way: { id, do, claim, version, rating, name, label, summary }
  const given = []; // ratings of this page that can be taken back, newest last
  let next = root.dataset.more;
  let asking = false;
  let sending = false;
  let stored = 0;
  let pause = PAUSE;

  const say = (sentence, parts = {}) => Object.entries(parts).reduce((text, [key, value]) => text.replace(`{${key}}`, value), root.dataset[`says${sentence}`]);
  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  function tell(words, good = true) {
    const notice = document.createElement("div");
    notice.className = `notice ${good ? "good" : "bad"}`;
    const line = document.createElement("p");
    line.textContent = words;
    notice.append(line);
    notices.replaceChildren(notice);
  }

  // What is shown.

  function show() {
    const card = cards[0];
    stage.replaceChildren(...(card ? [card] : [end()]));
    form.hidden = !card;
    if (card) {
      form.action = root.dataset.address.replace("/0", `/${card.dataset.claim}`);
      form.elements.version.value = card.dataset.version;
      form.elements.client.value = newId();
      for (const step of steps) step.checked = false;
    }
    if (cards.length < LOW) ask();
  }

  function end() {
    const words = document.createElement("p");
    words.className = "empty";
    words.textContent = asking || next ? "…" : say("End");
    return words;
  }

  function keep() {
    count.hidden = false;
    count.textContent = [say("Stored", { number: stored }), ...(waiting.length ? [say("Sending", { number: waiting.length })] : [])].join(" · ");
    document.documentElement.dataset.stored = stored;
    document.documentElement.dataset.waiting = waiting.length;
  }

  async function ask() {
    if (!next || asking) return;
    asking = true;
    try {
      const answer = await fetch(next, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) {
        const part = new DOMParser().parseFromString(await answer.text(), "text/html");
        next = part.querySelector("link[rel=next]")?.getAttribute("href") ?? "";
        const known = new Set([...cards.map((card) => card.dataset.claim), ...waiting.map((entry) => entry.claim), ...given.map((entry) => entry.claim)]);
        cards.push(...[...part.querySelectorAll("[data-card]")].filter((card) => !known.has(card.dataset.claim)));
      }
    } catch {
      setTimeout(ask, PAUSE); // the server is away for a moment
    }
    asking = false;
    if (!stage.querySelector("[data-card]")) show();
  }

  // What somebody does.

  function rate(step) {
    const card = cards[0];
    if (!card) return;
    const entry = {
      id: newId(), do: "rate", claim: card.dataset.claim, version: card.dataset.version, rating: step.value,
      name: step.dataset.name, label: card.querySelector("[data-label]").textContent, summary: form.elements.summary.value.trim(), at: performance.timeOrigin + performance.now(),
    };
    localStorage.setItem(prefix + entry.id, JSON.stringify(entry));
    cards.shift();
    form.elements.summary.value = "";
    entry.card = card;
    given.push(entry);
    put(entry);
    show();
    tell(say("Rated", { rating: entry.name, claim: entry.label }));
  }

  function undo() {
    const entry = given.pop();
    if (!entry) return tell(say("Nothing"), false);
    const at = waiting.indexOf(entry);
    if (at > 0 || (at === 0 && !sending)) {
      waiting.splice(at, 1);
      forget(entry);
      back(entry, entry.version);
    } else {
      put({ ...entry, id: newId(), do: "undo", of: entry });
    }
    return undefined;
  }

  function back(entry, version) {
    entry.card.dataset.version = version;
    cards.unshift(entry.card);
    show();
    keep();
    tell(say("Undone", { claim: entry.label }));
  }

  function skip() {
    if (cards.length < 2 && !next) return;
    cards.push(cards.shift());
    show();
    tell(say("Skipped"));
  }

  // What is sent.

  function put(entry) {
    waiting.push(entry);
    keep();
    send();
  }

  function forget(entry) {
    localStorage.removeItem(prefix + entry.id);
    keep();
  }

  async function send() {
    if (sending) return;
    sending = true;
    while (waiting.length) {
      const entry = waiting[0];
      const came = await post(entry);
      if (came === "away" || came === "out") {
        sending = false;
        tell(say(came === "away" ? "Away" : "Out"), false);
        if (came === "away") setTimeout(send, pause = Math.min(pause * 2, LONGEST_PAUSE));
        return;
      }
      pause = PAUSE;
      waiting.shift();
      if (came.stored) arrived(entry, came.stored);
      else refused(entry, came.problem);
    }
    sending = false;
  }

  async function post(entry) {
    const body = new FormData();
    body.set("csrf_token", form.elements.csrf_token.value);
    body.set("version", entry.do === "undo" ? entry.of.after : entry.version);
    for (const [name, key] of [["client", "id"], ["rating", "rating"], ["summary", "summary"]]) body.set(name, entry[key]);
    const address = root.dataset.address.replace("/0", `/${entry.claim}`) + (entry.do === "undo" ? "/undo" : "");
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
      if (answer.status >= 500 || answer.status === 429) return "away";
      if (answer.redirected || !answer.headers.get("Content-Type")?.includes("json")) return "out";
      return await answer.json();
    } catch {
      return "away";
    }
  }

  function arrived(entry, answer) {
    if (entry.do === "undo") {
      stored -= 1;
      entry.of.line?.remove();
      back(entry.of, answer.version);
      return;
    }
    stored += 1;
    entry.after = answer.version;
    forget(entry);
    list(entry);
  }

  function list(entry) {
    const line = document.createElement("li");
    const word = document.createElement("b");
    word.textContent = `${entry.name} `;
    line.append(word, link(entry));
    entry.line = line;
    done.hidden = false;
    const rows = done.querySelector("[data-list]");
    rows.prepend(line);
    if (rows.children.length > DONE_SHOWN) rows.lastElementChild.remove();
  }

  function link(entry) {
    const anchor = document.createElement("a");
    anchor.href = root.dataset.page.replace("/0", `/${entry.claim}`);
    anchor.textContent = entry.label;
    return anchor;
  }

  // A rating that the server refused stays, also over a reload, until somebody decides what becomes of it.
  function refused(entry, problem) {
    const at = given.indexOf(entry);
    if (at >= 0) given.splice(at, 1);
    if (entry.do === "rate") localStorage.setItem(prefix + entry.id, JSON.stringify({ ...entry, card: undefined, line: undefined, problem }));
    const line = document.createElement("li");
    const words = document.createElement("p");
    words.append(link(entry), ` – ${entry.name}. ${problem}`);
    line.append(words);
    if (entry.do === "rate") line.append(button("Again", () => renew(entry, line)));
    line.append(button("Discard", () => { forget(entry); drop(line); }));
    trouble.hidden = false;
    trouble.querySelector("[data-list]").append(line);
    keep();
    tell(problem, false);
  }

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "quiet";
    made.textContent = say(words);
    made.addEventListener("click", act);
    return made;
  }

  function drop(line) {
    line.remove();
    trouble.hidden = !trouble.querySelector("li");
    (trouble.querySelector("button") ?? steps[0]).focus();
  }

  // The claim as it is now comes to the front, with the reasons that were typed.
  async function renew(entry, line) {
    const answer = await fetch(`${root.dataset.renew}?claim=${entry.claim}`, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return tell(say("Out"), false);
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    forget(entry);
    drop(line);
    cards.unshift(part.querySelector("[data-card]"));
    show();
    form.elements.summary.value = entry.summary;
    steps[0].focus();
    return undefined;
  }

  form.addEventListener("submit", (event) => {
    const step = steps.find((one) => one.checked);
    if (!step) return; // the browser sends the form, and the page says what is missing
    event.preventDefault();
    rate(step);
    steps[0].focus({ preventScroll: true });
  });
  root.querySelector("[data-skip]").addEventListener("click", (event) => { event.preventDefault(); skip(); });
  form.elements.summary.addEventListener("keydown", (event) => { if (event.key === "Escape") event.target.blur(); });
  document.addEventListener("keydown", (event) => {
    // A key that is held down is one press: nobody rates thirty claims a second by leaning on it.
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || !keysOn() || typing(event.target)) return;
    const key = meaning(event.key);
    const number = "123456789".indexOf(event.key);
    if (number >= 0 && steps[number]) rate(steps[number]);
    else if (key === "z") undo();
    else if (key === "n" || key === "j") skip();
    else if (key === "o") stage.querySelector("[data-open]")?.click();
    else if (key === "v") form.elements.summary.focus();
    else return;
    event.preventDefault();
  }, { capture: true });
  addEventListener("online", send);

  const kept = Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => JSON.parse(localStorage.getItem(key)));
  for (const entry of kept.sort((one, other) => one.at - other.at)) {
    const at = cards.findIndex((card) => card.dataset.claim === entry.claim);
    if (at >= 0 && !entry.problem) [entry.card] = cards.splice(at, 1);
    if (entry.problem) refused(entry, entry.problem);
    else waiting.push(entry);
  }
  show();
  keep();
  send();
  document.documentElement.dataset.ready = "rating";
}
