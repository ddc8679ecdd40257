// Before loss or publication a form asks once more, on whichever page it stands.
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !event.defaultPrevented && !confirm(question)) event.preventDefault();
});
