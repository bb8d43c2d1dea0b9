"""No link of any page leads nowhere, or where the reader may not go."""

import pytest

from office import Person
from walk import ROLES, walk


@pytest.mark.parametrize("role", ROLES)
def test_every_link_leads_somewhere(portal, role):
    person = Person(portal.url, portal.logins[role], portal.password)
    person.sign_in()
    answers = {path: page.status for path, page in walk(person, ROLES[role])}
    assert len(answers) > 10
    assert {path: status for path, status in answers.items() if status >= 400} == {}
