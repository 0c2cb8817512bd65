"""Who speaks in a text: the words of speech, the claims of a sentence, the account that a document's sentences give."""
