"""From a Publication to files. Renderers take a Publication and nothing else; they know no rule of marking."""
