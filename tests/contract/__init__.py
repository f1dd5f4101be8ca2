"""The API's document as a contract: whatever a test receives from `/api/v2/` is held against it."""
