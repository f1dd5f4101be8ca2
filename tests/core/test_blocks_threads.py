"""Two editors save at the same moment, in two threads of one server process."""

import threading

from wagtail.blocks.stream_block import StreamBlockValidationError

from cms.core.blocks import ApiStreamBlock, ParagraphBlock, QuoteBlock

WAIT_SECONDS = 5


class SlowQuoteBlock(QuoteBlock):
    """Holds the check of a draft open until it is released."""

    entered = threading.Event()
    released = threading.Event()

    def clean(self, value):
        if self.is_deferred_validation:
            self.entered.set()
            self.released.wait(WAIT_SECONDS)
        return super().clean(value)


class Body(ApiStreamBlock):
    paragraph = ParagraphBlock()
    quote = SlowQuoteBlock()


def test_autosave_of_one_editor_does_not_let_the_half_written_article_of_another_through():
    block = Body()
    draft = block.to_python([{"type": "quote", "value": {"text": ""}, "id": "1"}])
    article = block.to_python([{"type": "paragraph", "value": "", "id": "1"}])
    refused = []

    def publish():
        try:
            block.clean(article)
        except StreamBlockValidationError as error:
            refused.append(error)

    autosaving = threading.Thread(target=block.clean_deferred, args=[draft])
    publishing = threading.Thread(target=publish)
    autosaving.start()
    assert SlowQuoteBlock.entered.wait(WAIT_SECONDS)
    publishing.start()
    publishing.join(0.3)
    SlowQuoteBlock.released.set()
    autosaving.join(WAIT_SECONDS)
    publishing.join(WAIT_SECONDS)

    assert len(refused) == 1
