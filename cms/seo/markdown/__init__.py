"""Pages as Markdown, made from nothing but their public documents (`rich_text_format=markdown`).

Owns the front matter and the core's blocks; apps add what they have with `register_block_markdown`.
"""
