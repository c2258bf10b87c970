// Messages between the extension and its two webviews, and the parsers of what comes in.
// The parts are filled in by the rooms that speak them.
export {};
