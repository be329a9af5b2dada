() => {
  // The language of the page, which screen readers and line breaking go by.
  document.documentElement.lang = 'zh-CN';
  // 复制回答: the words of an answer as they are read, without the parts around it.
  document.addEventListener('click', async (event) => {
    const link = event.target.closest('a[href="#copy"]');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const copied = link.closest('.answer').cloneNode(true);
    copied.querySelectorAll('.foot, .next, .plan-line, details').forEach((part) => part.remove());
    copied.querySelectorAll('a.cite').forEach((chip) => { chip.textContent = `[${chip.textContent}]`; });
    copied.querySelectorAll('td, th').forEach((cell) => cell.append('\t'));
    copied.querySelectorAll('p, tr, li, h1, h2, h3').forEach((line) => line.append('\n'));
    await navigator.clipboard.writeText(copied.textContent.replace(/\n{2,}/g, '\n').trim());
    link.textContent = '已复制';
    setTimeout(() => { link.textContent = '复制回答'; }, 1600);
  }, true);
  // The upload button of Gradio is named in English over Chinese words; its words are name enough.
  new MutationObserver(() => {
    document.querySelectorAll('.upload-container[aria-label]').forEach((button) => button.removeAttribute('aria-label'));
  }).observe(document.body, {childList: true, subtree: true});
  // A menu closes when one clicks elsewhere.
  document.addEventListener('click', (event) => {
    document.querySelectorAll('details.history[open]').forEach((menu) => {
      if (!menu.contains(event.target)) menu.removeAttribute('open');
    });
  });
}
