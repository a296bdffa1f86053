// What draws Block Kit in a page: bundled by esbuild into one script (tests/e2e/slack_gallery.py).
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { Message } from "slack-blocks-to-jsx";

window.drawBlocks = (blocks, theme, data, into) =>
  flushSync(() => createRoot(into).render(createElement(Message, { blocks, theme, data, withoutWrapper: true })));
