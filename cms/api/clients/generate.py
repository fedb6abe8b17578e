"""Makes the clients: what is always the same, and a method for each operation."""

import re
from pathlib import Path
from typing import Any

from drf_spectacular.generators import SchemaGenerator

FOLDER = Path(__file__).parent
METHODS = ("get", "post", "patch")


def clients() -> dict[str, str]:
    """Return the text of each client by the name of its file."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    operations = [
        (path, method, told)
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
        if method in METHODS
    ]
    script = "".join(_in_javascript(*each) for each in operations)
    python = "".join(_in_python(*each) for each in operations if _is_json(each[2]))
    return {
        "coop.js": f"{_part('base.js')}{script}}}\n",
        "coop.py": f"{_part('base.py.txt')}{python.rstrip()}\n{_part('tail.py.txt')}",
    }


def _part(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def _is_json(told: dict[str, Any]) -> bool:
    """Whether what is sent, if anything, is JSON: files are for a library of yours."""
    content = told.get("requestBody", {}).get("content", {"application/json": {}})
    return "application/json" in content


def _in_javascript(path: str, method: str, told: dict[str, Any]) -> str:
    name = re.sub(r"_(\w)", lambda match: match[1].upper(), told["operationId"])
    keys = re.findall(r"{(\w+)}", path)
    where = re.sub(r"{(\w+)}", r"${encodeURIComponent(\1)}", path)
    given = [*keys, *([] if method == "get" else ["body"]), "params = {}"]
    call = f"this.get(`{where}`, params)"
    if method != "get":
        given.append("options = {}")
        call = f'this.write("{method.upper()}", `{where}`, params, body, options)'
    return (
        f"\n  // {told['summary']}.\n"
        f"  {name}({', '.join(given)}) {{\n    return {call};\n  }}\n"
    )


def _in_python(path: str, method: str, told: dict[str, Any]) -> str:
    keys = re.findall(r"{(\w+)}", path)
    where = re.sub(r"{(\w+)}", r"{urllib.parse.quote(str(\1), safe='')}", path)
    text = f'f"{where}"' if keys else f'"{path}"'
    given = ["self", *keys]
    call = f"self.get({text}, **params)"
    more = "**params"
    if method != "get":
        given.append("body")
        more = 'idempotency_key="", revision="", **params'
        call = (
            f'self.write(\n            "{method.upper()}", {text}, params, body, '
            "idempotency_key, revision\n        )"
        )
    return (
        f"\n    def {told['operationId']}({', '.join([*given, more])}):\n"
        f'        """{told["summary"]}."""\n'
        f"        return {call}\n"
    )
