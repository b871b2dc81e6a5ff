"""What happens to a notebook from outside: a second browser, a kernel that is busy, interrupted, restarted or killed."""

from contextlib import contextmanager, suppress

from playwright.sync_api import Error

KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
W = 14  # W[1][0, 2] of the default 2-4-2-1: its link is crossed by no other where it is taken hold of
CODE = f"float(lab.net.theta[{W}])"
BUSY = "The kernel does not answer: it is busy with a cell, out of reach, or gone. The picture still works; what you change waits for it."
GONE = "The kernel was restarted or is gone. Run the notebook's cells again, from the first one, to bring the lab back."
# The pictures of the labs on the page on which nothing is drawn.
BLANK = """() => [...document.querySelectorAll('.nnw')].flatMap((lab, i) => ['network', 'map'].filter(name => {
  const canvas = lab.querySelector(`canvas[data-nnw="${name}"]`);
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size < 3;
}).map(name => `${name} of lab ${i}`))"""
# So many moves of the mouse over the network in so many milliseconds, up and down and at last to a place; and what went over the line
# meanwhile: the ids of the edits sent, and how many edits were at most under way at one time.
SCRIBBLE = """([x, y, count, time, last]) => new Promise(done => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const canvas = document.querySelector('.nnw canvas[data-nnw="network"]');
  const said = { ids: [], most: 0, applied: null, seconds: 0 };
  const listen = (_, { msg, direction }) => {
    const content = msg.header.msg_type === 'comm_msg' && msg.content.data?.content;
    if (!content) return;
    if (direction === 'send' && content.kind === 'edit') said.ids.push(content.id);
    if (direction === 'recv' && content.applied) said.applied = Math.max(0, ...Object.values(content.applied));
    if (said.ids.length && said.applied !== null) said.most = Math.max(said.most, said.ids.at(-1) - said.applied);
  };
  kernel.anyMessage.connect(listen);
  const begun = performance.now();
  let moved = 0;
  const move = () => {
    const due = Math.min(count, Math.ceil((performance.now() - begun) / time * count));
    for (; moved < due; moved++) {
      const to = moved === count - 1 ? last : y + 60 * Math.sin(moved / 7);
      canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: to, bubbles: true }));
    }
    if (moved < count) requestAnimationFrame(move);
    else {
      kernel.anyMessage.disconnect(listen);
      done({ ...said, seconds: (performance.now() - begun) / 1000 });
    }
  };
  move();
})"""


@contextmanager
def second_browser(notebook, chromium, name: str):
    """Another browser on the same notebook, as it was saved, and the same kernel."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(20_000)
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield type(notebook)(page, notebook.url, notebook.work).visit(name)
        assert not complaints, complaints
    finally:
        context.close()


def crash(nb) -> None:
    """Kill the page's process, and go on in a fresh page."""
    context, dead = nb.page.context, nb.page
    with dead.expect_event("crash"), suppress(Error):  # the error is what it says of itself when it dies
        dead.goto("chrome://crash")
    nb.page = context.new_page()
    dead.close()


def save(nb) -> None:
    """Save the notebook with its outputs."""
    nb.ask("() => window.jupyterapp.commands.execute('docmanager:save')")


def run(nb, *numbers: int) -> None:
    """Run these cells from the page, counted from 0, as a learner does; they have ended then."""
    nb.ask(
        """async numbers => {
          const { content } = window.jupyterapp.shell.currentWidget;
          for (const number of numbers) {
            content.deselectAll();
            content.activeCellIndex = number;
            await window.jupyterapp.commands.execute('notebook:run-cell');
          }
        }""",
        numbers,
    )


def clear(nb, number: int) -> None:
    """Clear this cell's output, as the menu does."""
    nb.ask(
        """number => {
          const { content } = window.jupyterapp.shell.currentWidget;
          content.deselectAll();
          content.activeCellIndex = number;
          return window.jupyterapp.commands.execute('notebook:clear-cell-output');
        }""",
        number,
    )


def begin(nb, code: str) -> None:
    """Have the kernel run this as a cell would; wait until it does, not for its end."""
    nb.ask(
        f"""code => new Promise(begun => {{
          const future = {KERNEL}.requestExecute({{ code }});
          future.onIOPub = ({{ header }}) => header.msg_type === 'execute_input' && begun();
        }})""",
        code,
    )


def interrupt(nb) -> None:
    nb.ask(f"() => {KERNEL}.interrupt()")


def restart(nb) -> None:
    """Have the kernel restarted, and do not wait for it: what it says of itself may be lost."""
    nb.page.evaluate(f"() => {{ {KERNEL}.restart(); }}")


def play(nb, speed: str = "1,000/s", steps: int = 100) -> None:
    """Train at this speed; so many steps have been shown then."""
    nb.page.select_option('.nnw [data-nnw="speed"]', speed)
    from_step = int(nb.lab.get_attribute("data-nnw-step"))
    nb.page.locator('.nnw [data-nnw="play"]').first.click()
    trains(nb, from_step + steps)


def trains(nb, past: int) -> None:
    """The first lab has shown more steps than that."""
    nb.page.wait_for_function("s => Number(document.querySelector('.nnw').dataset.nnwStep) > s", arg=past)


def take(nb, k: int = W) -> tuple[float, float]:
    """Hold a parameter with the mouse."""
    x, y = nb.where(k)
    nb.page.mouse.move(x, y)
    nb.page.mouse.down()
    return x, y


def shows(nb, value: float, k: int = W, lab: int = 0) -> None:
    """Wait until a lab of the page says this value for theta[k]."""
    nb.page.wait_for_function(
        "([k, v, i]) => Math.abs(document.querySelectorAll('.nnw')[i]?.querySelector(`[data-k='${k}']`)?.ariaValueNow - v) < 1e-3",
        arg=[k, value, lab],
    )


def type_in(nb, value: float, k: int = W) -> None:
    """Type a number into the first lab, as the value of theta[k]."""
    nb.page.mouse.click(*nb.where(k))
    box = nb.page.locator('.nnw [data-nnw="value"]').first
    box.fill(str(value))
    box.press("Enter")


def banner(nb, sentence: str, seconds: float = 30) -> None:
    """Wait until the first lab's banner says this."""
    nb.page.locator('.nnw [data-nnw="banner"]').first.get_by_text(sentence, exact=True).wait_for(timeout=1000 * seconds)


def works(nb, value: float) -> None:
    """A number that is typed reaches the kernel, and the lab trains a step of it."""
    type_in(nb, value)
    nb.until("pending", "false")
    assert nb.python(CODE) == value
    step = int(nb.lab.get_attribute("data-nnw-step"))
    nb.page.locator('.nnw [data-nnw="step"]').first.click()
    nb.until("step", step + 1)
    assert nb.python("lab.trainer.steps") == step + 1
    assert nb.page.locator('.nnw [data-nnw="banner"]').first.is_hidden()
