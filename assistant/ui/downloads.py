"""Downloads without files: what is offered travels in the event and is saved by the browser, so nothing is left behind
on the server and no path of it is ever served.
"""

from __future__ import annotations

import base64
import json
import secrets

import gradio as gr

_SAVE = """
watch('value', () => {
  if (!props.value) return;
  const { name, media, data } = JSON.parse(props.value);
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], {type: media}));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});
"""
MEDIA = {
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def saver() -> gr.HTML:
    """The invisible component that saves what is put into it by `packed`."""
    return gr.HTML("", html_template="", js_on_load=_SAVE, elem_classes="listener")


def packed(name: str, content: bytes) -> str:
    """A file for the saver, under `name`, whose ending says what it is."""
    suffix = name[name.rfind(".") :]
    data = base64.b64encode(content).decode()
    # The same file twice must be two values, or the second click would change nothing.
    return json.dumps({"name": name, "media": MEDIA[suffix], "data": data, "once": secrets.token_hex(4)})
