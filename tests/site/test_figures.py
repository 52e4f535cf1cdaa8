"""The text of figures, measured in the browser: none is clipped, none lies on another, all can be read."""

MEASURE = """async () => {
    await document.fonts.ready;
    document.querySelectorAll("details").forEach((each) => (each.open = true));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const found = [];
    for (const drawing of document.querySelectorAll("figure svg")) {
        const frame = drawing.getBoundingClientRect();
        if (!frame.width) continue; // the still picture of a widget
        const texts = [...drawing.querySelectorAll("text")].filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.textContent.trim());
        const scale = frame.width / drawing.viewBox.baseVal.width;
        const name = drawing.getAttribute("aria-label").slice(0, 40);
        const boxes = texts.map((each) => {
            // As far as ink goes: letters fill the middle of their line.
            const all = each.getBoundingClientRect(), size = parseFloat(getComputedStyle(each).fontSize) * scale;
            const turned = all.height > all.width * 1.2 && each.textContent.trim().length > 2;
            const [x, y] = turned ? [(all.width - size * 0.7) / 2, 0] : [0, (all.height - size * 0.7) / 2];
            return { said: each.textContent.trim(), size, left: all.left + Math.max(0, x), right: all.right - Math.max(0, x), top: all.top + Math.max(0, y), bottom: all.bottom - Math.max(0, y) };
        });
        boxes.forEach((one, i) => {
            const out = Math.max(frame.left - one.left, one.right - frame.right, frame.top - one.top, one.bottom - frame.bottom);
            if (out > 1) found.push(`${name}: "${one.said}" is clipped by ${out.toFixed(1)}`);
            if (one.size < LEAST) found.push(`${name}: "${one.said}" is ${one.size.toFixed(1)} pixels high`);
            for (const other of boxes.slice(i + 1)) {
                const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
                const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
                if (across > 1 && down > 1) found.push(`${name}: "${one.said}" lies on "${other.said}"`);
            }
        });
    }
    return found;
}"""


def unreadable(page, least: int) -> list[str]:
    """Return what is wrong with the text of a page's figures, where it should be so many pixels high; opens all folds."""
    return page.evaluate(MEASURE.replace("LEAST", str(least)))
