"""The functions that put the demo's content into an empty site; `cms.demo.registry` runs them."""
