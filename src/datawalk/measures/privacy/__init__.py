"""Small counts hidden so that they cannot be got back, with a proof that anybody can check by adding up.

The words are those of statistical disclosure control: a *primary* cell is too small to be shown, a *complementary* one is
hidden so that no primary one can be worked out, an *audit* asks what an attacker can tell, a *witness* is a table that
looks the same to an attacker and holds another count. Fischetti and Salazar 2000, Journal of the American
Statistical Association 95:916.
"""
