"""What the report's pictures share, besides the look of all pictures."""

import matplotlib

# Names within an SVG are made from it: the same picture has the same bytes.
SALT = {"svg.hashsalt": "cicii"}
# Five steps of viridis: ordered like the tiers, apart for colour-blind readers and in
# grey.
TIER_COLOURS = {
    tier: matplotlib.colors.to_hex(matplotlib.colormaps["viridis"](0.21 * (tier - 1)))
    for tier in range(1, 6)
}
