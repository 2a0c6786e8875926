"""The map of a deal: one HTML file that works offline, made by `build.render`."""
