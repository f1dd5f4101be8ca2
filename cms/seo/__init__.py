"""What search engines and social networks are told. Owns the head document; knows no page type."""
