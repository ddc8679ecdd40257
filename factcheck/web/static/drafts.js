// Drafts: what is typed into a form with data-draft is kept on the server while it is typed, and in this
// browser until the server has it. A draft goes when its form is sent, in the same act on the server.
const WAIT = 400; // ms after the last keystroke
const AGAIN = 4000; // ms until a failed save is tried again
const PATIENCE = 2000; // ms a form waits for a save that is on its way before it is sent
const BEACON = 60_000; // what a closing page may still send
const words = document.getElementById("draft-words")?.dataset ?? {};
const forms = [...document.querySelectorAll("form[data-draft]")];
const net = (name) => `draft ${name}`;
// A form that corrects a row carries the row as it was seen: a draft of it goes on from there.
const SEEN = ["version", "seen"];

function read(form) {
  const draft = {};
  const carried = form.elements.seen ? SEEN : [];
  for (const field of form.elements) {
    const { name, type, value } = field;
    if (!name || ["password", "file", "submit", "button"].includes(type)) continue;
    if (type === "hidden" && !carried.includes(name)) continue;
    if (["radio", "checkbox"].includes(type) ? field.checked : value) draft[name] = value;
  }
  return draft;
}

function fill(form, draft) {
  for (const field of form.elements) {
    const { name, type } = field;
    if (!name || ["password", "file", "submit", "button"].includes(type)) continue;
    if (type === "hidden" && !(SEEN.includes(name) && name in draft)) continue;
    if (type === "radio" || type === "checkbox") field.checked = draft[name] === field.value;
    else if (name in draft) field.value = draft[name];
  }
}

const same = (one, other) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

const store = {
  get: (name) => JSON.parse(localStorage.getItem(net(name)) ?? "null"),
  set(name, draft) {
    try {
      localStorage.setItem(net(name), JSON.stringify(draft));
    } catch {
      // The browser's store is full: the server's copy is what counts.
    }
  },
  drop: (name) => localStorage.removeItem(net(name)),
};

function post(form, address, fields, options = {}) {
  const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, form: form.dataset.draft, ...fields });
  return fetch(address, { method: "POST", body, redirect: "manual", ...options });
}

class Draft {
  constructor(form) {
    this.form = form;
    this.name = form.dataset.draft;
    this.first = read(form);
    this.kept = this.first;
    this.timer = null;
    this.sending = null;
    this.busy = null;
    this.sent = false;
    this.hint = document.createElement("p");
    this.hint.className = "draft-hint";
    this.hint.hidden = true;
    form.prepend(this.hint);
    form.addEventListener("input", () => this.typed());
    form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("pagehide", () => this.leave());
  }

  say(text, acts = [], loud = false) {
    this.hint.replaceChildren(text, ...acts.flatMap(([label, act]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = label;
      button.addEventListener("click", act);
      return [" ", button];
    }));
    if (loud) this.hint.setAttribute("role", "status");
    else this.hint.removeAttribute("role");
    this.hint.hidden = !text;
  }

  state(word) {
    this.form.dataset.draftState = word;
  }

  typed() {
    this.sent = false;
    store.set(this.name, { fields: read(this.form), at: Date.now() });
    this.state("typing");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), WAIT);
  }

  save(options = {}) {
    const busy = this.saving(options).finally(() => { if (this.busy === busy) this.busy = null; });
    this.busy = busy;
    return busy;
  }

  async saving(options) {
    clearTimeout(this.timer);
    await loaded;
    const fields = read(this.form);
    if (this.sent) return;
    if (same(fields, this.kept)) {
      this.held(fields);
      return;
    }
    this.sending?.abort();
    this.sending = new AbortController();
    const empty = same(fields, this.first);
    try {
      const answer = empty
        ? await post(this.form, "/drafts/discard", { quietly: "1" }, { signal: this.sending.signal, ...options })
        : await post(this.form, "/drafts", {
          fields: JSON.stringify(fields),
          page: location.pathname + location.search,
          title: document.querySelector("h1")?.textContent.trim() ?? document.title,
        }, { signal: this.sending.signal, ...options });
      if (answer.status !== 204) throw new Error(answer.statusText);
      this.kept = fields;
      this.held(fields);
      if (!this.hint.hasAttribute("role") || empty) this.say(empty ? "" : words.saved);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.say(words.kept, [], this.form.dataset.draftState !== "kept");
      this.state("kept");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), AGAIN);
    }
  }

  // The server has it: the copy in this browser, which others may use, goes.
  held(fields) {
    if (same(store.get(this.name)?.fields ?? fields, fields)) store.drop(this.name);
    this.state("saved");
  }

  leave() {
    if (!this.sent && !same(read(this.form), this.kept) && JSON.stringify(read(this.form)).length < BEACON) this.save({ keepalive: true });
  }

  submitted(event) {
    clearTimeout(this.timer);
    if (this.busy) {
      // Were this save to arrive after the act, it would bring back the draft that the act has deleted.
      event.preventDefault();
      const pause = new Promise((done) => { setTimeout(done, PATIENCE); });
      Promise.race([this.busy, pause]).then(() => {
        this.busy = null;
        this.form.requestSubmit(event.submitter);
      });
      return;
    }
    this.sent = true;
    // The server deletes the draft of this name in the act itself.
    let field = this.form.elements.draft;
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = "draft";
      this.form.append(field);
    }
    field.value = this.name;
    store.set(this.name, { fields: read(this.form), at: Date.now() });
  }

  restore({ fields, at }) {
    const before = read(this.form);
    if (same(fields, before)) return;
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
    const bring = () => {
      fill(this.form, fields);
      this.form.closest("details")?.setAttribute("open", "");
      this.say(words.restored.replace("{}", when), [[words.discard, () => this.discard(fields, at)]], true);
      this.state("restored");
      this.typed();
    };
    // A refused form holds the very words; what the person has typed meanwhile is newer: then the draft only
    // offers itself.
    if ("refused" in this.form.dataset) return;
    if (same(before, this.first)) bring();
    else this.say(words.waiting.replace("{}", when), [[words.bring, bring]], true);
  }

  discard(fields, at) {
    fill(this.form, { ...Object.fromEntries(Object.keys(fields).map((key) => [key, ""])), ...this.first });
    this.typed();
    this.say(words.discarded, [[words.undo, () => { this.restore({ fields, at }); }]], true);
    this.form.querySelector("textarea, input:not([type=hidden])")?.focus();
  }
}

const drafts = forms.map((form) => new Draft(form));

// Forgotten only when the server says on the page after that the act was done: not when the form is merely
// sent, for the network may fail, or the session may have ended.
const sent = words.sent;
if (sent) store.drop(sent);

async function load() {
  if (!drafts.length) return;
  const local = new Map(drafts.map((draft) => [draft, store.get(draft.name)]));
  for (const [draft, found] of local) if (found) draft.restore(found);
  const asked = new URLSearchParams(drafts.map((draft) => ["form", draft.name]));
  try {
    const answer = await fetch(`/drafts/of?${asked}`, { redirect: "manual" });
    if (!answer.ok) return;
    const found = await answer.json();
    for (const draft of drafts) {
      const theirs = found[draft.name];
      if (!theirs) continue;
      if (draft.name === sent) {
        // A save that was on its way while the form was sent has come too late.
        post(draft.form, "/drafts/discard", { quietly: "1" });
        continue;
      }
      draft.kept = theirs.fields;
      if ((local.get(draft)?.at ?? 0) <= theirs.at) draft.restore(theirs);
    }
  } catch {
    // Without the server there is still what this browser has kept.
  }
}
const loaded = load();
