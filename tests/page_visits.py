"""Somebody at a browser, without one: signs in, and asks what a page would ask."""

import re

PASSWORD = "four plain words here"  # noqa: S105 - of drawn accounts
TURN = "..page.children...navigation.children...language.href...notice.children.."


class Visitor:
    """Somebody at a browser: signs in, and asks what a page would ask."""

    def __init__(self, app, name=""):  # noqa: ANN204 - tests are not annotated
        self.client = app.test_client()
        self.csrf = ""
        if name:
            self.entered = self.client.post("/login", data={"door": self.find_door(), "name": name, "password": PASSWORD, "next": "/"})
            self.csrf = self.client.get_cookie("_csrf_token").value

    def find_door(self):
        return re.search(r'name="door" value="(\w+)"', self.client.get("/login").text)[1]

    def ask(self, body, **headers):
        return self.client.post("/_dash-update-component", json=body, headers={"X-CSRFToken": self.csrf, **headers})

    def turn(self, path="/", search=""):
        return self.ask(question(TURN, {"place.pathname": path}, {"place.search": search}))


def question(output, inputs, state=None, triggered=()):
    def parts(told):
        return [value if name.startswith("*") else part(name, value) for name, value in (told or {}).items()]

    def part(name, value):
        return {"id": name.split(".")[0], "property": name.split(".")[1], "value": value}

    outputs = [{"id": name.split(".")[0], "property": name.split(".")[1]} for name in output.strip(".").split("...")]
    told = outputs if output.startswith("..") else outputs[0]
    return {"output": output, "outputs": told, "inputs": parts(inputs), "state": parts(state), "changedPropIds": list(triggered)}
