// The claim page: keys, selections that adjust the claim, drafts.
import "./list.js";
import "./selection.js";
import "./forms.js";
import "./mentions.js";
import "./evidence.js";
import "./presence.js";

document.documentElement.dataset.ready = "claim";
