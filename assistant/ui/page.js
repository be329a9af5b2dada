() => {
  // The language of the page, which screen readers and line breaking go by.
  document.documentElement.lang = 'LOCALE';
  const words = window.pageWords = WORDS;
  const press = (selector, act) => document.addEventListener('click', (event) => {
    const link = event.target.closest(selector);
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    act(link);
  }, true);
  const say = (link, said, after) => {
    link.textContent = said;
    setTimeout(() => { link.textContent = after; }, 1600);
  };
  // The words of an answer as they are read, without the parts around it.
  press('a[href="#copy"]', async (link) => {
    const copied = link.closest('.answer').cloneNode(true);
    copied.querySelectorAll('.foot, .next, .plan-line, .table-tools, details').forEach((part) => part.remove());
    copied.querySelectorAll('a.cite').forEach((chip) => { chip.textContent = `[${chip.textContent}]`; });
    copied.querySelectorAll('td, th').forEach((cell) => cell.append('\t'));
    copied.querySelectorAll('p, tr, li, h1, h2, h3').forEach((line) => line.append('\n'));
    await navigator.clipboard.writeText(copied.textContent.replace(/\n{2,}/g, '\n').trim());
    say(link, words.copied, words.copy);
  });
  // A table in the form that spreadsheets paste.
  press('a[href="#copytable"]', async (link) => {
    const rows = [...link.closest('.answer-table').querySelectorAll('tr')];
    const lines = rows.map((row) => [...row.cells].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim()).join('\t'));
    await navigator.clipboard.writeText(lines.join('\n'));
    say(link, words.copied, words.copyTable);
  });
  // A click on the head of a column sorts by it, a second one the other way round.
  const sort = (head) => {
    const column = [...head.parentNode.children].indexOf(head);
    const down = head.getAttribute('aria-sort') === 'ascending';
    const body = head.closest('table').tBodies[0];
    const value = (row) => (row.cells[column]?.innerText ?? '').trim();
    const order = new Intl.Collator('LOCALE', {numeric: true});
    // What says nothing stands last, whichever way.
    const said = (a, b) => (value(a) === '') - (value(b) === '');
    const rows = [...body.rows].sort((a, b) => said(a, b) || order.compare(value(a), value(b)) * (down ? -1 : 1));
    head.parentNode.querySelectorAll('th').forEach((other) => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    body.append(...rows);
  };
  press('table.sortable thead th', sort);
  document.addEventListener('keydown', (event) => {
    const head = event.target.closest?.('table.sortable thead th');
    if (!head || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    sort(head);
  });
  new MutationObserver(() => {
    // The upload button of Gradio is named in English over Chinese words; its words are name enough.
    document.querySelectorAll('.upload-container[aria-label]').forEach((button) => button.removeAttribute('aria-label'));
    document.querySelectorAll('table.sortable thead th:not([tabindex])').forEach((head) => { head.tabIndex = 0; head.title = words.sorted; });
  }).observe(document.body, {childList: true, subtree: true});
  // A menu closes when one clicks elsewhere.
  document.addEventListener('click', (event) => {
    document.querySelectorAll('details.history[open]').forEach((menu) => {
      if (!menu.contains(event.target)) menu.removeAttribute('open');
    });
  });
}
