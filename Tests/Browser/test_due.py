"""`motcua due`: one question, and many from standard input, beside the running portal."""

QUESTIONS = """\
received,time,agency,channel
2024-04-26T14:00,3wd,,
"2024-07-12T16:00","8h",,online
2024-07-11T15:01,same,,counter
"""


def test_one_question(portal):
    lines = portal.command("due", "--received", "2024-04-26T14:00", "--time", "3wd", "--channel", "online").splitlines()
    assert lines[0] == "2024-05-04T17:00"
    assert "thứ Hai 29/04/2024: nghỉ hoán đổi, làm bù ngày 04/05/2024, không tính" in lines
    assert len(lines) == 2 + 9 + 1  # due moment and question, nine days, appointment


def test_lines(portal):
    told = portal.command("due", "--stdin", text=QUESTIONS).splitlines()
    asked = QUESTIONS.splitlines()[1:]
    due = ["2024-05-04T17:00", "2024-07-15T16:00", "2024-07-12T17:00"]
    assert told == [f"{moment},{question}" for moment, question in zip(due, asked)]


def test_bad_lines_keep_their_place(portal):
    done = portal.run("due", "--stdin", text="2024-04-26T14:00,3wd,,\nmai,3wd,,\n2024-04-26T14:00,1wd,H0,\n")
    first, second, third = done.stdout.splitlines()
    assert first.startswith("2024-05-04T17:00")
    assert second == 'error: line 2: received: "mai" is not like 2024-04-26T14:00'
    assert third == 'error: line 3: agency: "H0" is unknown'
    assert done.returncode == 1


def test_many_lines_in_pieces(portal):
    asked = [f"2024-04-{day:02d}T{hour:02d}:00,{days}wd,," for day in range(1, 31) for hour in range(24) for days in range(1, 51)]
    told = portal.command("due", "--stdin", text="\r\n".join(asked)).splitlines()
    assert [line[17:] for line in told] == asked


def test_an_agency_of_the_data_folder(portal):
    code = "H56.20.01"
    told = portal.command("due", "--received", "2024-04-26T14:00", "--time", "1wd", "--agency", code)
    assert told.startswith("2024-05-02T")
