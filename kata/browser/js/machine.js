// The Pythons of the page at work for the learner: started once, one thing at a time, and Stop.
import { Pythons } from "./python.js";

export class Machine {
  // screen: { status, stops, needs: the buttons that need a Python, Run first }; loadParts(say) brings what a Python is made of; terminal: the way that is left without one
  constructor(screen, loadParts, terminal) {
    Object.assign(this, { screen, loadParts, terminal, stop: {} });
    this.tell = (text) => screen.status.replaceChildren(text);
    screen.stops.onclick = () => {
      this.stop.asked = true;
      this.stop.now?.();
    };
  }

  // The Pythons; where they could not be started, the next call tries again.
  start() {
    this.pythons ??= this.loadParts(this.tell)
      .then((parts) => Pythons.start(parts, this.tell))
      .catch((error) => {
        console.warn(error);
        this.pythons = null;
        this.tell(`Python could not be started (${error.message}). Your text is kept: press Run to try again. ${this.terminal}`);
        throw error;
      });
    return this.pythons;
  }

  // Do something that takes a while: action(pythons, stop) returns what is to be said at its end.
  async busy(what, action) {
    const pythons = await this.start().catch(() => null); // why not has been said
    const { needs, stops } = this.screen;
    if (!pythons || !stops.disabled) return;
    this.stop = {};
    stops.disabled = false;
    const pressed = needs.find((each) => each === document.activeElement);
    if (pressed) stops.focus();
    for (const each of needs) each.disabled = true;
    this.tell(what);
    const said = await action(pythons, this.stop).catch((error) => {
      console.warn(error);
      return `This was too much for the page (${error.message.split("\n")[0].slice(0, 100)}). Your text is kept. ${this.terminal}`;
    });
    for (const each of needs) each.disabled = false;
    if (document.activeElement === stops) (pressed ?? needs[0]).focus();
    stops.disabled = true;
    this.tell(said);
  }
}
