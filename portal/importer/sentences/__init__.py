"""What reading and recognising have to say, in words for people: the codes that they give stand in no text."""
