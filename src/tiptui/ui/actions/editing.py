"""Open the reader's editor at the line of a thing."""

import os
from shlex import quote

from tiptui.entries.entry import Entry
from tiptui.files.own import is_installed
from tiptui.record.problem import Position, Problem
from tiptui.text.visible import visible
from tiptui.ui.actions.live_files import make_passages
from tiptui.ui.actions.session import Session


def edit(session: Session) -> None:
    scene, dialogue, live = session.scene, session.scene.dialogue, session.files.live
    if trouble := scene.collection.trouble_of.get(scene.subject):
        open_editor(session, trouble.file, trouble.position)
    elif dialogue is None:
        session.remark("nothing to edit here")
    elif not live.again:
        session.remark("there is no file to edit: the record came from standard input")
    else:
        name, evidence = scene.meant
        thing = scene.collection.get(name) or dialogue.event
        path = Entry(thing).quote(evidence).path if evidence else thing.path
        [position] = live.opened(dialogue).read.positions([path])
        open_editor(session, dialogue.file, position)


def list_problems(session: Session) -> None:
    """List every problem; those of large files once a thread has found them, if still wanted."""
    if session.files.is_small:
        session.screen.list_problems()
        return
    make_passages(session.collection)
    find, show = session.files.live.problems, session.screen.list_problems
    session.wait_for("looking for all problems …", find, show)


def edit_problem(session: Session, file: str, problem: Problem) -> None:
    if session.files.live.again:
        open_editor(session, file, problem.position)


def open_editor(session: Session, file: str, position: Position) -> None:
    from tiptui.files.programs import NoEditor, command

    if is_refused(session, file):
        return
    try:
        argv = command(os.environ, file, *position)
    except NoEditor as error:
        session.remark(str(error))
        return
    session.files.reload(session.screen.run_editor(argv))


def is_refused(session: Session, file: str) -> bool:
    """Say if a file is not the reader's own to change; return whether it is not."""
    if is_installed(file):
        session.remark(f"not yours to change; for a copy: cp {visible(quote(file))} .")
        return True
    return False
