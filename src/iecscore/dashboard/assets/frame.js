/* A session that ran out leads to the door; the heading becomes the title; on a narrow screen the grid keeps what matters most. */
(function () {
  const ask = window.fetch.bind(window);
  window.fetch = async function (...told) {
    const answer = await ask(...told);
    if (answer.status === 401) {
      window.location.assign("/login?next=" + encodeURIComponent(window.location.pathname + window.location.search));
    }
    return answer;
  };
  const heads = new MutationObserver(function () {
    const head = document.querySelector("main h1");
    const brand = document.querySelector("header .brand");
    if (head && brand) {
      const title = head.textContent + " · " + brand.textContent;
      if (document.title !== title) { document.title = title; }
    }
  });
  heads.observe(document.documentElement, { childList: true, subtree: true });
})();
