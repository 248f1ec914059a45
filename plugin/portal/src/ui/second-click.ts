/*
 * A double click means what its first click met. When something else has come under the finger meanwhile (the buttons of a result, the page below a
 * dialog that closed), nobody has read it yet: the second click does nothing there.
 */

const soon_ms = 400;
const near_px = 16;
const events = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick'] as const;

type Place = { control: Element | null; at_ms: number; x: number; y: number };

/** Where an event of the mouse or a finger is: on which control, or on which other element. */
function placeOf({ target, timeStamp, clientX, clientY }: MouseEvent): Place {
    const element = target instanceof Element ? target : null;
    return {
        control: element?.closest('a, button, input, select, textarea, summary, label, [role]') ?? element,
        at_ms: timeStamp,
        x: clientX,
        y: clientY,
    };
}

const isSecondOf = (first: Place, { at_ms, x, y }: Place) =>
    at_ms - first.at_ms < soon_ms && Math.hypot(x - first.x, y - first.y) < near_px;

export function guardSecondClicks() {
    let last: Place | undefined;
    let isSwallowed = false;
    const onEvent = (event: MouseEvent) => {
        // A click by the keyboard, or by a script, has no place.
        if (!event.isTrusted || (event.type === 'click' && event.detail === 0)) return;
        const here = placeOf(event);
        if (event.type === 'pointerdown') isSwallowed = last !== undefined && isSecondOf(last, here) && last.control !== here.control;
        if (isSwallowed) {
            event.preventDefault();
            event.stopImmediatePropagation();
        } else if (event.type === 'click') last = here;
    };
    for (const type of events) window.addEventListener(type, onEvent, { capture: true });
}
