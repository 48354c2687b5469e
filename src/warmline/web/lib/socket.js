// A socket that comes back by itself. Frames with an answer are promises; what was not answered
// when the line broke is rejected with `cut`, and its owner decides whether to send it again.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const ANSWER_WITHIN = 20_000;
const OPEN_WITHIN = 10_000;

/** Closed by the server for a reason that coming back does not mend. */
const FOR_GOOD = new Set([4401, 4403]);

export class Cut extends Error {}

export class Refused extends Error {
  constructor({ code, detail, ...more }) {
    super(detail);
    this.code = code;
    this.more = more;
  }
}

/**
 * Keep a socket open.
 * `hello()` gives the first frame, or null for none; `hear(frame)` gets every frame that answers
 * nothing; `changed(status)` hears "connecting", "open", "away" or "ended".
 */
export function connect(url, { hello, hear, changed }) {
  let socket = null;
  let number = 0;
  let pause = FIRST_PAUSE;
  let timer = 0;
  let stopped = false;
  const waiting = new Map();

  function open() {
    clearTimeout(timer);
    if (stopped || socket) return;
    changed("connecting");
    const mine = new WebSocket(url);
    socket = mine;
    const slow = setTimeout(() => mine.close(), OPEN_WITHIN);
    mine.onopen = () => {
      clearTimeout(slow);
      const first = hello();
      if (first) mine.send(JSON.stringify(first));
    };
    mine.onmessage = ({ data }) => receive(JSON.parse(data));
    mine.onclose = ({ code, reason }) => {
      clearTimeout(slow);
      if (socket === mine) lost(code, reason);
    };
  }

  function receive(frame) {
    if (frame.type === "state") {
      pause = FIRST_PAUSE;
      changed("open");
    }
    const asked = waiting.get(frame.n);
    if (asked) {
      waiting.delete(frame.n);
      clearTimeout(asked.timer);
      if (frame.type === "problem") asked.reject(new Refused(frame));
      else asked.resolve(frame);
    } else hear(frame);
  }

  function lost(code, reason) {
    socket = null;
    for (const asked of waiting.values()) {
      clearTimeout(asked.timer);
      asked.reject(new Cut());
    }
    waiting.clear();
    if (stopped) return;
    if (FOR_GOOD.has(code)) {
      stopped = true;
      changed("ended", code, reason);
      return;
    }
    changed("away");
    // Not all at the same moment when a server comes back.
    timer = setTimeout(open, pause * (0.5 + Math.random()));
    pause = Math.min(LONGEST_PAUSE, pause * 2);
  }

  function now() {
    pause = FIRST_PAUSE;
    if (!socket) open();
  }

  function offline() {
    const mine = socket;
    if (mine) {
      lost(1006, "offline");
      mine.close();
    }
  }

  addEventListener("online", now);
  addEventListener("offline", offline);
  open();

  return {
    /** Send a frame and wait for its answer; rejects with `Cut` or `Refused`. */
    ask(frame) {
      if (socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Cut());
      return new Promise((resolve, reject) => {
        const n = ++number;
        // A line that looks open and carries nothing is as good as cut.
        const late = setTimeout(() => socket?.close(), ANSWER_WITHIN);
        waiting.set(n, { resolve, reject, timer: late });
        socket.send(JSON.stringify({ ...frame, n }));
      });
    },
    /** Send a frame that needs no answer, if the line is there. */
    tell(frame) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    now,
    stop() {
      stopped = true;
      clearTimeout(timer);
      removeEventListener("online", now);
      removeEventListener("offline", offline);
      socket?.close();
    },
  };
}

/** Old state and a change make fresh state; applying a change twice does no harm. */
export function apply(state, change) {
  const messages = new Map(state.messages.map((each) => [each.id, each]));
  for (const each of change.messages) messages.set(each.id, each);
  return {
    ...state,
    ...change.rest,
    messages: [...messages.values()].sort((one, other) => one.position - other.position),
  };
}
