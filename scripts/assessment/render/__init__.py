"""From a Publication to files. Renderers know of records and marks what a Publication holds, and no rule of marking."""
