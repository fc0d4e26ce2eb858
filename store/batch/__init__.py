"""What a batch of documents asks and leaves behind, in few statements however many documents there are."""
