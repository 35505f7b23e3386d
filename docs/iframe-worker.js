// A page that is opened from a disk may start no worker; its search runs in a hidden frame instead.
if (location.protocol === "file:") {
  window.Worker = class {
    constructor(url) {
      this.frame = document.body.appendChild(document.createElement("iframe"));
      this.frame.hidden = true;
      const { contentWindow: inside, contentDocument: page } = this.frame;
      page.open();
      inside.postMessage = (data) => setTimeout(() => this.onmessage?.({ data }));
      this.ready = new Promise((done) => (inside.onload = done));
      page.write(`<script src="${url}"></script>`);
      page.close();
    }
    postMessage(message) {
      const data = structuredClone(message); // as a worker gets it: a copy
      this.ready.then(() =>
        this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })),
      );
    }
    terminate() {
      this.frame.remove();
    }
  };
}
