r"""The one way into the map's scripts: JSON that is inert for Jinja2, HTML and JavaScript.

folium renders every string of its elements as an unsandboxed Jinja2 template, and streamlit-folium puts the result
into a script that the browser evaluates. So whatever goes there passes `safe_json`, and it is ids, numbers and
titles of places only: sentences, article titles, sources and actors are never given to folium.

>>> print(safe_json(["{{7*7}}", "</script>", "إدلب"]))
["\u007b{7*7}}","\u003c/script\u003e","\u0625\u062f\u0644\u0628"]
"""

from __future__ import annotations

import json
import re
from typing import Final

_OPENS_TEMPLATE: Final = re.compile(r"\{(?=[{%#])")
_ESCAPES: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&`$"}


def safe_json(data: object) -> str:
    """Return compact ASCII JSON of `data` in which no template, tag, entity or template literal can begin.

    Outside of strings JSON has none of the characters that are escaped, except `{` before `{`, which no JSON has:
    a key stands between them. What `json.loads` reads back is `data`.

    Raises
    ------
    ValueError
        If `data` holds NaN or an infinity, which JSON does not have.
    """
    text = json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return _OPENS_TEMPLATE.sub(r"\\u007b", text).translate(_ESCAPES)
