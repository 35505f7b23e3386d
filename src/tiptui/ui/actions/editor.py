"""Open the reader's editor at the line of a thing."""

import os
from functools import partial
from itertools import chain
from shlex import quote

from tiptui.collection.live import Live
from tiptui.collection.opening import base_name
from tiptui.files.own import is_installed
from tiptui.record.problem import Position, Problem, tally
from tiptui.text.visible import visible
from tiptui.ui.actions.live_files import make_passages
from tiptui.ui.actions.session import Choice, Session

NOT_YOURS = "not yours to change · y copies: "


def edit(session: Session) -> None:
    scene, dialogue = session.scene, session.scene.dialogue
    if trouble := scene.collection.trouble_of.get(scene.subject):
        open_editor(session, trouble.file, trouble.position)
    elif dialogue is None:
        session.remark("nothing to edit here")
    elif not is_refused(session, dialogue.file):
        name, evidence = scene.target
        thing = scene.collection.get(name) or dialogue.event
        path = thing.quotation(evidence).path if evidence else thing.path
        [position] = session.files.live.opened(dialogue).read.positions([path])
        open_editor(session, dialogue.file, position)


def list_problems(session: Session) -> None:
    """List every problem; of large files once a thread has found them, if the reader waits."""
    show = partial(_show_problems, session)
    if session.files.is_small:
        show()
        return
    make_passages(session.collection)
    session.wait_for("looking for all problems …", session.files.live.problems, show)


def _show_problems(session: Session) -> None:
    listed = problem_choices(session.files.live)
    if not listed:
        session.remark("no errors and no warnings")
        return
    title = tally([choice.value[1] for choice in listed if choice.value]) or "can't be read"

    def edit_problem(wrong: tuple[str, Problem]) -> None:
        open_editor(session, wrong[0], wrong[1].position)

    session.screen.choose(listed, title, edit_problem, numbered=False)


def problem_choices(live: Live) -> list[Choice]:
    unread = chain.from_iterable(opened.unread for opened in live.now.opened.values())
    listed = [Choice("unread", failure) for failure in unread]
    for wrong in sorted(live.problems(), key=lambda found: found[1].warning):
        file, problem = wrong
        position = f"{problem.position.line}:{problem.position.column}"
        if live.options.of_collection:
            position = f"{base_name(file)}:{position}"
        listed.append(Choice(position, f"{problem.severity}: {problem.message}", wrong))
    return listed


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
    """Return whether a file is not the reader's own to change; if so, say it in a remark."""
    if not session.files.live.again:
        session.remark("there is no file to change: the record came from standard input")
    elif is_installed(file):
        session.remark(f"{NOT_YOURS}cp {visible(quote(file))} .")
    else:
        return False
    return True
