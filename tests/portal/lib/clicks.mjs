/** Two clicks of one hand on the same place, so far apart, whatever the page does meanwhile and however slowly. */
export async function doubleClick(page, locator, apart_ms) {
    await locator.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await locator.boundingBox();
    const place = { x: x + width / 2, y: y + height / 2, button: 'left', clickCount: 1 };
    const session = await page.context().newCDPSession(page);
    // When the hand clicked, however late a busy machine sends it.
    const begun = Date.now();
    const click = (after_ms) =>
        ['mousePressed', 'mouseReleased'].map((type) =>
            session.send('Input.dispatchMouseEvent', { type, ...place, timestamp: (begun + after_ms) / 1000 }),
        );
    const sent = click(0);
    // Without a wait between them both are in the browser's queue before the page hears of the first.
    if (apart_ms > 0) await new Promise((resolve) => setTimeout(resolve, apart_ms));
    sent.push(...click(apart_ms));
    await Promise.all(sent);
    await session.detach();
}

/** How many times slower the page computes from now on. */
export async function slowDown(page, times) {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}
