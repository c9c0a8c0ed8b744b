"""What is done to a body: drugs, training, food; from plans to the daily inputs of the body."""
