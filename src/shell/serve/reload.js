// Loads the page again when the preview shows another state of the site. A hidden page does not listen: browsers keep
// few connections to one host, and a row of forgotten tabs would use them up.
"use strict";
const shown = document.currentScript.dataset.version;
let events = null;
const listen = () => {
  if (document.hidden) {
    events?.close();
    events = null;
  } else if (!events) {
    events = new EventSource("/__postil/events");
    events.addEventListener("version", (event) => {
      if (event.data !== shown) {
        events.close();
        location.reload();
      }
    });
  }
};
document.addEventListener("visibilitychange", listen);
listen();
